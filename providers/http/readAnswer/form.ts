import { choice, own, type Choice } from '../../../core/input/form';
import { answerForm } from '../send/form';

const SHAPES = [
	{ value: 'one', label: 'One Message' },
	{ value: 'many', label: 'Many Messages' },
] as const satisfies readonly Choice[];

/** An answer to try, and the same description of answers as in a send. */
export const form = {
	received: own<string>()('json', {
		label: 'Answer Received',
		help: 'What the API answered, or the example on its page with real values. The rules are those of Additional Fields > Answer.',
		example: '{"messages": [{"id": "m-1", "to": "447700900123", "state": "queued"}]}',
		required: true,
		lines: 6,
	}),
	httpStatus: own<number>()('number', { label: 'HTTP Status', help: 'The status it came with', fallback: 200, least: 100 }),
	requestHad: choice({ label: 'The Request Had', help: 'Whether the answer is of a request with one message or with many', choices: SHAPES, fallback: 'many' }),
	...answerForm,
};
