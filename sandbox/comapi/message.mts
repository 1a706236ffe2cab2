import { randomUUID } from 'node:crypto';
import type { DecodedMessage, Row } from '../contract.mts';
import type { MessageRequest } from './schema.mts';

/** The rule of a message: the sandbox's name for the channel differs from the vendor's. */
export function ruleOf({ channel, details }: Pick<DecodedMessage, 'channel' | 'details'>): MessageRequest['rules'][number] {
	const rules = details.rules as MessageRequest['rules'];
	return rules.find((rule) => CHANNELS[rule].channel === channel) ?? rules[0]!;
}

/** The inbox's name of a channel, and the key of `to` with its recipient. */
const CHANNELS: Record<MessageRequest['rules'][number], { channel: string; address?: keyof MessageRequest['to'] }> = {
	sms: { channel: 'sms', address: 'phoneNumber' },
	mms: { channel: 'mms', address: 'phoneNumber' },
	email: { channel: 'email', address: 'email' },
	fbMessenger: { channel: 'messenger', address: 'fbMessengerId' },
	whatsApp: { channel: 'whatsapp', address: 'phoneNumber' },
	nativePush: { channel: 'push', address: 'profileId' },
	appMessaging: { channel: 'appMessaging', address: 'profileId' },
	twitter: { channel: 'twitter' },
	rcs: { channel: 'rcs', address: 'phoneNumber' },
};

/** One message of the request. Its correlation id is the value of that name in the metadata. */
export function toRow(request: MessageRequest): Row {
	const messageId = randomUUID();
	const own = request.metadata?.correlationId;
	return { correlationId: typeof own === 'string' ? own : messageId, messageId, verdict: 'accepted', message: toMessage(request) };
}

/** Delivered by the first rule that has an address. The addresses of profiles are not known here. */
function toMessage(request: MessageRequest): DecodedMessage {
	const { to, rules, customBody = {}, body, messageParts } = request;
	const rule = rules.find((name) => addressOf(request, name) !== undefined) ?? rules[0]!;
	const custom = asObject(customBody[rule]);
	const firstPart = messageParts?.[0]?.data;
	return {
		channel: CHANNELS[rule].channel,
		recipient: addressOf(request, rule) ?? to.profileId ?? Object.values(to)[0]!,
		sender: senderOf(request, rule),
		text: textOf(custom?.body) ?? body ?? textOf(firstPart) ?? null,
		details: detailsOf(request),
		scheduledAt: rule === 'sms' ? (textOf(custom?.deliverAfter) ?? null) : null,
	};
}

function addressOf({ to }: MessageRequest, rule: MessageRequest['rules'][number]): string | undefined {
	const { address } = CHANNELS[rule];
	return address === undefined ? undefined : to[address];
}

function senderOf({ customBody = {}, channelOptions = {} }: MessageRequest, rule: string): string | null {
	const options = asObject(channelOptions[rule]);
	const from = asObject(customBody[rule])?.from ?? options?.from ?? options?.fromName ?? options?.phoneNumber ?? options?.agentId;
	return textOf(from) ?? textOf(asObject(from)?.name) ?? null;
}

/** Everything else, except the caller's id, which would make every message different. */
function detailsOf({ to, rules, title, metadata, ...rest }: MessageRequest): Record<string, unknown> {
	const own = Object.fromEntries(Object.entries(metadata ?? {}).filter(([key]) => key !== 'correlationId'));
	const others = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'body'));
	return { to, rules, ...(title !== undefined && { subject: title }), ...others, ...(Object.keys(own).length > 0 && { metadata: own }) };
}

function asObject(value: unknown): Record<string, unknown> | undefined {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
