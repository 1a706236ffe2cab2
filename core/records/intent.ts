/** What a reply asks for: no more messages, messages again, or help. */
export type Intent = 'stop' | 'start' | 'help';

/**
 * Words that have this meaning if they are the whole message. docs/intent.md has the source of each. "Yes" is not among them: it answers many questions.
 */
export const KEYWORDS: Readonly<Record<Intent, readonly string[]>> = {
	stop: [
		...['stop', 'stop all', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt-out', 'remove'],
		...['arrêt', 'TD'],
		...['parar', 'sair', 'cancelar', 'remover', 'descadastrar'],
		...['detener', 'salir', 'baja', 'desuscribir'],
		...['stopp', 'abmelden'],
		'annulla',
		...['uit', 'off', 'afmelden', 'uitschrijven'],
		...['TC', 'từ chối', 'hủy'],
		...['unreg', 'unsub', 'berhenti', 'berhenti berlangganan'],
		'ยกเลิก',
		...['إلغاء', 'إلغاء الاشتراك'],
	],
	start: [...['start', 'unstop', 'resume'], ...['voltar', 'receber', 'iniciar', 'cadastrar'], ...['volver', 'recibir', 'alta', 'comenzar', 'suscribir', 'suscribirme']],
	help: [...['help', 'info'], 'aide', 'aiuto'],
};

let intents: ReadonlyMap<string, Intent> | undefined;

/** Longer than any of the words with the marks that people put around it. Longer messages are not compared. */
const LONGEST = 100;

/**
 * What a message asks for; null unless the whole message is one of the words. Case, accents, punctuation, pictures and invisible marks do not matter.
 */
export function intentOf(text: string | null | undefined): Intent | null {
	if (!text || text.length > LONGEST) return null;
	intents ??= new Map((Object.keys(KEYWORDS) as Intent[]).flatMap((intent) => KEYWORDS[intent].map((word) => [plain(word), intent] as const)));
	return intents.get(plain(text)) ?? null;
}

/** A word in the form for comparison. A repeated word counts once. */
function plain(text: string): string {
	const words = text
		.normalize('NFKD')
		// People in a hurry leave out accents, the marks over Arabic letters, and the line that stretches them.
		.replace(/[\u0300-\u036f\u064b-\u065f\u0640\p{Cf}]/gu, '')
		.toLowerCase()
		.split(/[^\p{L}\p{M}\p{N}]+/u)
		.filter((word) => word !== '');
	return (new Set(words).size === 1 ? words.slice(0, 1) : words).join(' ');
}
