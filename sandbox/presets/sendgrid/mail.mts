import { z } from 'zod';
import type { DecodedMessage } from '../../contract.mts';
import { check, Refused } from '../vendor.mts';

/** One mail of a personalization, with the sender's own ID, if any. */
type Mail = DecodedMessage & { correlationId?: string };

const INVALID_ADDRESS = 'Does not contain a valid address.';
const email = z.string().email(INVALID_ADDRESS);
/** "cannot include either the ; or , characters" */
const address = z.object({ email, name: z.string().regex(/^[^;,]*$/, 'The name cannot include ; or ,').optional() }).strict();
const addresses = z.array(address).min(1).max(1000);
const texts = z.record(z.string());
const unix = z.number().int().positive();

/** "The total length of custom arguments must be less than 10000 bytes" */
const small = (values: Readonly<Record<string, unknown>>) => Buffer.byteLength(JSON.stringify(values)) < 10_000;

const personalization = z
	.object({
		from: address.optional(),
		to: addresses,
		cc: addresses.optional(),
		bcc: addresses.optional(),
		subject: z.string().min(1).optional(),
		headers: texts.optional(),
		substitutions: texts.refine(small, 'The total collective size of your substitutions may not exceed 10,000 bytes').optional(),
		dynamic_template_data: z.record(z.unknown()).optional(),
		custom_args: texts.refine(small, 'The custom arguments may not exceed 10,000 bytes').optional(),
		send_at: unix.optional(),
	})
	.strict();

const enabled = z.object({ enable: z.boolean().optional() }).passthrough();

/** The body of `POST /v3/mail/send`, and no other field. */
const mailSend = z
	.object({
		personalizations: z.array(personalization).min(1, 'You must have at least one personalization.').max(1000, 'The personalization block is limited to 1000 personalizations per API request.'),
		from: address,
		reply_to: address.optional(),
		reply_to_list: addresses.optional(),
		subject: z.string().min(1).optional(),
		content: z
			.array(z.object({ type: z.string().min(1), value: z.string().min(1, 'The content value must be a string at least one character in length.') }).strict())
			.min(1)
			.optional(),
		attachments: z.array(z.object({ content: z.string().min(1), type: z.string().optional(), filename: z.string().min(1), disposition: z.enum(['inline', 'attachment']).optional(), content_id: z.string().optional() }).strict()).optional(),
		template_id: z.string().min(1).optional(),
		headers: texts.optional(),
		categories: z.array(z.string().max(255)).max(10).optional(),
		custom_args: z.union([texts, z.string()]).optional(),
		send_at: unix.optional(),
		batch_id: z.string().optional(),
		asm: z.object({ group_id: z.number().int(), groups_to_display: z.array(z.number().int()).max(25).optional() }).strict().optional(),
		ip_pool_name: z.string().min(2).max(64).optional(),
		mail_settings: z.record(enabled).optional(),
		tracking_settings: z.record(enabled).optional(),
	})
	.strict();

type MailSend = z.infer<typeof mailSend>;
type Personalization = MailSend['personalizations'][number];

/** One mail per personalization; copies are not counted. @throws {Refused} for the whole request: there is no other refusal */
export function readMail(given: unknown): Mail[] {
	const mail = check(mailSend, given);
	const { personalizations, template_id: template } = mail;
	// eslint-disable-next-line no-control-regex
	if (!/^[\x00-\x7f]*$/.test(mail.from.email)) throw new Refused({ status: 400, field: 'from.email', words: 'Unicode encoding is not supported for the from field.' });
	requireDistinct(personalizations);
	if (template === undefined && mail.content === undefined) throw new Refused({ status: 400, field: 'content', words: 'Unless a valid template_id is provided, the content parameter is required.' });
	if (template === undefined && mail.subject === undefined && personalizations.some(({ subject }) => subject === undefined)) {
		throw new Refused({ status: 400, field: 'subject', words: 'The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.' });
	}
	return personalizations.map((one) => toMail(mail, one));
}

/** "There is a limit of 1000 total recipients per request", and each "should only be included once". */
function requireDistinct(personalizations: readonly Personalization[]): void {
	const all = personalizations.flatMap(({ to, cc = [], bcc = [] }) => [...to, ...cc, ...bcc].map((one) => one.email.toLowerCase()));
	if (all.length > 1000) throw new Refused({ status: 400, field: 'personalizations', words: 'There is a limit of 1000 total recipients (to + cc + bcc) per request.' });
	const twice = all.find((one, index) => all.indexOf(one) !== index);
	if (twice !== undefined) throw new Refused({ status: 400, field: 'personalizations', words: `Each unique email address in the personalizations array should only be included once. You have included [${twice}] more than once.` });
}

function toMail({ from, subject, content = [], template_id: template, send_at: sendAt }: MailSend, one: Personalization): Mail {
	const filled = (text: string) => Object.entries(one.substitutions ?? {}).reduce((whole, [tag, value]) => whole.replaceAll(tag, value), text);
	const text = content.find(({ type }) => type === 'text/plain') ?? content[0];
	const at = one.send_at ?? sendAt;
	const { correlationId } = one.custom_args ?? {};
	return {
		channel: 'email',
		recipient: one.to[0]!.email,
		sender: (one.from ?? from).email,
		text: text === undefined ? null : filled(text.value),
		scheduledAt: at === undefined ? null : new Date(at * 1000).toISOString(),
		details: { subject: filled(one.subject ?? subject ?? ''), ...(template !== undefined && { template, templateData: one.dynamic_template_data ?? {} }), ...(one.custom_args && { customArgs: one.custom_args }) },
		...(correlationId !== undefined && { correlationId }),
	};
}
