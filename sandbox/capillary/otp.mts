/** "Generate OTP" and "Validate OTP". Codes are stored in the messages that carried them, so a reset forgets both. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Act, ProviderRequest, Reception, TrackedMessage } from '../contract.mts';
import { issueId } from './ids.mts';
import { READABLE_ADDRESS, READABLE_NUMBER } from './schema.mts';
import { json, oneMessage, refused, textOf, type Issue } from './single.mts';

/** The table of "Generate OTP". */
const ACTIONS = new Set(['COUPON', 'POINTS', 'REGISTRATION', 'USERGROUP', 'SUBSCRIPTION', 'GENERIC', 'POINTSTRANSFER', 'CUSTOMER_STATUS_UPDATE', 'CUSTOMER_IDENTIFIER_CHANGE', 'CUSTOMER_ISSUE_LINK_CARD']);
const CHANNELS = new Set(['SMS', 'EMAIL', 'MOBILE', 'PHONE', 'ZALO', 'WHATSAPP']);
const PLACE = '{{ validation_code }}';

/** The pages say 500, or 10, or a setting of the organisation. This is the smallest, so that tests can reach it. */
const MOST_CODES = 10;

const entity = { entityType: z.string().optional(), entityValue: z.string().optional(), action: z.string().optional() };
const text = z.string().min(1).optional();
const generateBody = z
	.object({
		...entity,
		template: text,
		whatsappTemplateName: text,
		zaloTemplateIdentifier: text,
		emailTemplate: z.object({ subject: z.string().min(1), body: z.string().min(1) }).strict().optional(),
		channels: z.array(z.object({ type: z.string(), value: z.string().min(1) }).strict()).optional(),
	})
	.strict();
const validateBody = z.object({ ...entity, code: z.string().optional() }).strict();

type Entity = z.infer<z.ZodObject<typeof entity>>;

export function generateOtp(request: ProviderRequest): Reception {
	const body = read(request, generateBody);
	if ('kind' in body) return body;
	const issues = entityIssues(body);
	if (body.channels?.some(({ type }) => !CHANNELS.has(type.toUpperCase()))) issues.push([603, 'Invalid or Null channel passed']);
	if (body.entityType?.toUpperCase() === 'MOBILE' && body.entityValue && !READABLE_NUMBER.test(body.entityValue)) issues.push([8056, 'Mobile number is not valid']);
	if (issues.length > 0) return refused(issues);

	const codes = codesOf(request, body);
	if (codes.length >= MOST_CODES) {
		return refused([[429, 'Generation limit reached']]);
	}
	const createdId = String(issueId());
	const repeated = codes.filter(isFor(body)).at(-1);
	const code = repeated ? codeIn(repeated) : codeFrom(createdId);
	const email = channelOf(body) === 'email';
	const template = (email ? body.emailTemplate?.body : body.template) ?? `Your code is ${PLACE}.`;
	const message = {
		channel: channelOf(body),
		recipient: body.entityValue!,
		sender: null,
		text: template.replaceAll(PLACE, code),
		details: { ...(email && { subject: body.emailTemplate?.subject ?? 'Validation Code' }), otp: code, action: body.action!.toUpperCase(), ...(body.channels && { channels: body.channels }) },
		scheduledAt: null,
	};
	return oneMessage(
		{ correlationId: createdId, messageId: createdId, verdict: 'accepted', message },
		({ messageId }) => `{"createdId":${repeated ? 1 : messageId},"warnings":[]}`,
		[606, 'Could not generate'],
	);
}

/** True for the last code, as often as somebody asks; 9001 if there was none. */
export function validateOtp(request: ProviderRequest): Reception {
	const body = read(request, validateBody);
	if ('kind' in body) return body;
	const issues = entityIssues(body);
	if (!body.code) issues.push([604, 'No OTP passed']);
	if (issues.length > 0) return refused(issues);
	const last = codesOf(request, body).filter(isFor(body)).at(-1);
	// Every try counts, whatever its result.
	const act: Act = { kind: 'validation', subject: body.entityValue!, id: String(issueId()), details: { action: body.action } };
	if (last === undefined) return { ...refused([[9001, 'No valid OTP']]), act };
	return { kind: 'answer', key: 'right', answer: json(JSON.stringify({ entity: codeIn(last) === body.code, warnings: [] })), act };
}

function read<Body>(request: ProviderRequest, schema: z.ZodType<Body>): Body | Reception {
	const given = textOf(request);
	if (typeof given !== 'string') return given;
	let body: unknown;
	try {
		body = JSON.parse(given);
	} catch {
		return refused([[400, 'the body is not JSON']]);
	}
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	return refused([[400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}`]]);
}

/** All errors at once, as in the vendor's example. The words of types are in upper case in the table, and in lower case in the example. */
function entityIssues({ entityType, entityValue, action }: Entity): Issue[] {
	const type = entityType?.toUpperCase();
	const issues: Issue[] = [];
	if (!ACTIONS.has(action?.toUpperCase() ?? '')) issues.push([600, 'Invalid or Null action passed']);
	if (type !== 'MOBILE' && type !== 'EMAIL') issues.push([601, 'Invalid or Null entity type passed']);
	if (!entityValue || (type === 'EMAIL' && !READABLE_ADDRESS.test(entityValue))) issues.push([602, 'Invalid or Null entity value passed']);
	return issues;
}

/** The codes sent to the customer, whatever they are for, oldest first. */
function codesOf({ accepted }: ProviderRequest, body: Entity): TrackedMessage[] {
	return accepted.having('recipient', body.entityValue ?? '').filter(({ channel, details }) => channel === channelOf(body) && details.otp !== undefined);
}

function isFor({ action }: Entity): (message: TrackedMessage) => boolean {
	return ({ details }) => details.action === action?.toUpperCase();
}

function channelOf({ entityType }: Entity): string {
	return entityType?.toUpperCase() === 'EMAIL' ? 'email' : 'sms';
}

function codeIn({ details }: TrackedMessage): string {
	return String(details.otp);
}

/** Six digits. */
function codeFrom(seed: string): string {
	return String(createHash('sha256').update(seed).digest().readUInt32BE() % 1_000_000).padStart(6, '0');
}
