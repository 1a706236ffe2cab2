// The inbox page. Everything from a message enters the document as text, never as markup.
'use strict';

const SHOWN_MESSAGES = 200;
/** Outlines on a 24 by 24 grid, because emoji differ from system to system. */
const ICONS = {
	sms: 'M4 5h16v11H10l-5 4v-4H4z M8 9h8 M8 12.5h5',
	voice: 'M6 4h3l2 5-2.2 1.6a11 11 0 0 0 4.6 4.6L15 13l5 2v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z',
	whatsapp: 'M4 20l1.3-4A8 8 0 1 1 8 18.8z M9 9.5c0 3 2.5 5.5 5.5 5.5l1-1.6-2-1-1 .8a4 4 0 0 1-1.9-1.9l.8-1-1-2z',
	email: 'M3.5 6h17v12h-17z M4 7l8 6 8-6',
	push: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 1.5h-15z M10 20h4',
};
const OTHER_ICON = 'M4 5h16v11H10l-5 4v-4H4z';
const OWN_KEYS = new Set(['placeholders', 'attachments', 'subject', 'type', 'projectId']);
const IMAGES = /^(png|jpe?g|gif)$/i;
/** Statuses that a user can give to a message. */
const STATUSES = ['sent', 'delivered', 'read', 'failed', 'expired'];
/** Switches of an address: the name in the control API, the values for off and on, and the labels for both. */
const SWITCHES = [
	['on', false, true, 'call back', 'Whether this address is called at all'],
	['duplicates', 0, 0.2, 'some twice', 'A fifth come twice'],
	['outOfOrder', 0, 0.2, 'some late', 'A fifth come after the next one'],
	['failed', 0, 0.2, 'some break off', 'A fifth break off half-way and come again'],
	['forged', 0, 0.2, 'some forged', 'Somebody else sends one before each fifth, with a wrong secret'],
	['unsigned', 0, 0.2, 'some unsigned', 'Somebody else sends one before each fifth, without a secret'],
];
const numbers = new Intl.NumberFormat('en');
const at = (id) => document.getElementById(id);
const token = document.querySelector('meta[name=sandbox-token]').content;

let channel = '';
let stream;
let openTimer;

/** A new element with a class, a text and children; the only way this page makes one. */
function make(tag, className, text, ...children) {
	const element = document.createElement(tag);
	if (className) element.className = className;
	if (text !== null && text !== undefined) element.textContent = String(text);
	element.append(...children.filter(Boolean));
	return element;
}

function icon(channelName) {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
	svg.setAttribute('viewBox', '0 0 24 24');
	svg.setAttribute('aria-hidden', 'true');
	path.setAttribute('d', Object.hasOwn(ICONS, channelName) ? ICONS[channelName] : OTHER_ICON);
	svg.append(path);
	return svg;
}

function formatted(value) {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function chips(values, className) {
	if (!Array.isArray(values) || values.length === 0) return null;
	return make('div', 'chips', null, ...values.map((value) => make('span', className, formatted(value))));
}

function sizeOf(bytes) {
	return bytes < 1000 ? `${bytes} B` : bytes < 1e6 ? `${numbers.format(Math.round(bytes / 100) / 10)} kB` : `${numbers.format(Math.round(bytes / 1e5) / 10)} MB`;
}

/** Attached files: name, type and size, with a link to save them; images are shown. */
function files({ sequence, details: { attachments } }) {
	if (!Array.isArray(attachments) || attachments.length === 0) return null;
	return make('ul', 'files', null, ...attachments.map((file, index) => {
		const link = make('a', 'file', null, make('span', 'name', file?.name ?? formatted(file)), make('span', 'kind', [file?.type, file?.bytes !== undefined && sizeOf(file.bytes)].filter(Boolean).join(' · ')));
		if (file?.sha256 === undefined) return make('li', '', null, link);
		link.href = `/inbox/messages/${sequence}/attachments/${index}`;
		link.target = '_blank';
		link.rel = 'noreferrer';
		if (!IMAGES.test(file.type)) link.download = file.name;
		const preview = IMAGES.test(file.type) && make('img', 'preview');
		if (preview) {
			preview.src = link.href;
			preview.alt = file.name;
			preview.loading = 'lazy';
		}
		return make('li', '', null, link, preview);
	}));
}

/** The text. An HTML mail is shown in a frame of its own in which nothing runs. */
function textOf({ channel: channelName, text, sequence }) {
	if (channelName !== 'email' || !/<(!doctype|html|body|div|p|table|a|h\d|br|span|strong|b|i|ul)\b[^>]*>/i.test(text)) return make('p', 'text', text);
	const frame = make('iframe', 'html');
	frame.setAttribute('sandbox', '');
	frame.setAttribute('referrerpolicy', 'no-referrer');
	frame.title = 'Body of the mail';
	frame.loading = 'lazy';
	frame.src = `/inbox/messages/${sequence}/body`;
	return frame;
}

/** A provider's other fields, as small lines of name and value. */
function otherDetails(details) {
	const entries = Object.entries(details).filter(([key, value]) => !OWN_KEYS.has(key) && value !== null && value !== '');
	if (entries.length === 0) return null;
	return make('dl', 'details', null, ...entries.map(([key, value]) => make('div', '', null, make('dt', '', key), make('dd', '', formatted(value)))));
}

function bubble(message) {
	const { text, details } = message;
	const empty = text === null && !details.placeholders?.length;
	return make(
		'div',
		'bubble',
		null,
		details.subject && make('strong', 'subject', details.subject),
		text !== null && textOf(message),
		text === null && make('p', 'hint', empty ? 'Text kept by the provider, no placeholders' : 'Text kept by the provider, filled with'),
		chips(details.placeholders, 'chip'),
		files(message),
		otherDetails(details),
	);
}

/** Calls the sandbox's control API. */
function command(method, path, body) {
	return fetch(`/control/${path}`, { method, headers: { 'content-type': 'application/json', 'x-sandbox-token': token }, body: JSON.stringify(body) });
}

function button(text, action) {
	const element = make('button', '', text);
	element.type = 'button';
	element.addEventListener('click', action);
	return element;
}

/** Buttons that set the message's status, and a field for the receiver's answer. Look-ups report both, and callbacks if there is an address. */
function actions({ provider, messageId, recipient, sender }) {
	const tell = STATUSES.map((status) => {
		const element = button(`Simulate: ${status}`, async () => {
			await command('POST', 'statuses', { provider, messageId, status });
			for (const other of tell) other.setAttribute('aria-pressed', String(other === element));
		});
		return element;
	});
	const answer = make('input', 'answer');
	answer.placeholder = 'Reply as the customer, then Enter';
	answer.setAttribute('aria-label', `Reply as the customer ${recipient}`);
	answer.addEventListener('keydown', async (event) => {
		const text = answer.value.trim();
		if (event.key !== 'Enter' || !text) return;
		answer.value = '';
		await command('POST', 'inbound', { provider, sender: recipient, recipient: sender || 'sandbox', text, answers: messageId });
		answer.placeholder = `Replied “${text}”`;
	});
	return make('div', 'actions', null, ...tell, answer);
}

function card(message, isNew) {
	const received = new Date(message.receivedAt);
	const time = make('time', '', received.toLocaleTimeString());
	time.dateTime = message.receivedAt;
	const avatar = make('span', 'avatar', null, icon(message.channel));
	avatar.dataset.channel = message.channel;
	avatar.title = message.channel;
	const head = make('div', 'head', null, make('span', 'recipient', message.recipient), time);
	const line = make('p', 'line', null, make('span', 'tag', message.channel), make('span', 'sender', message.sender ? `from ${message.sender}` : ''), make('span', 'provider', message.provider));
	const repeated = message.repeated && make('p', 'repeated', 'This customer had the same words before');
	const scheduled = message.scheduledAt && make('p', 'scheduled', `Scheduled for ${message.scheduledAt}`);
	const ids = make('dl', 'ids', null, ...[['Message ID', message.messageId], ['Correlation ID', message.correlationId]].map(([name, id]) => make('div', '', null, make('dt', '', name), make('dd', '', id))));
	return make('li', isNew ? 'card new' : 'card', null, avatar, make('div', 'body', null, head, line, bubble(message), repeated, scheduled, actions(message), ids));
}

function showMessages(messages, replace) {
	const list = at('messages');
	if (replace) list.replaceChildren();
	list.prepend(...messages.map((message) => card(message, !replace)));
	while (list.childElementCount > SHOWN_MESSAGES) list.lastElementChild.remove();
	at('empty').hidden = list.childElementCount > 0;
	at('empty').textContent = channel || at('search').value ? 'Nothing matches.' : 'No messages yet.';
}

function showChannels(byChannel, total) {
	const entries = [['', total], ...Object.entries(byChannel).sort(([left], [right]) => left.localeCompare(right))];
	const buttons = entries.map(([name, count]) => {
		const button = make('button', '', null, make('span', '', name || 'all'), make('b', '', numbers.format(count)));
		button.type = 'button';
		button.setAttribute('aria-pressed', String(name === channel));
		button.addEventListener('click', () => {
			channel = name;
			open();
		});
		return button;
	});
	at('channels').replaceChildren(...buttons);
}

function showProviders(providers) {
	if (at('providers').childElementCount > 0) return;
	const [presets, own] = [true, false].map((isPreset) => providers.filter((provider) => provider.isPreset === isPreset).map(providerItem));
	const others = presets.length > 0 ? [make('li', '', null, make('details', '', null, make('summary', '', 'Vendors of the presets'), make('ul', 'providers', null, ...presets)))] : [];
	at('providers').replaceChildren(...own, ...others);
}

/** A provider's address, and the values for a credential. */
function providerItem({ name, title, signIn }) {
	const entries = [{ 'Base URL': `${location.origin}/${name}` }, ...signIn].map((fields, index) => make('dl', index > 1 ? 'or' : '', null, ...Object.entries(fields).map(([label, value]) => make('div', '', null, make('dt', '', label), make('dd', '', null, make('code', '', value))))));
	return make('li', '', null, make('strong', '', title), ...entries);
}

/** The addresses for callbacks, with how many were taken and refused, and their switches. */
function showCallbacks(callbacks) {
	at('callbacks-box').hidden = callbacks.length === 0;
	at('callbacks').replaceChildren(...callbacks.map((callback) => {
		const { id, provider, url, pending, taken, refused } = callback;
		const switches = SWITCHES.map(([name, off, on, words, meaning]) => {
			const element = button(words, () => command('PATCH', `callbacks/${id}`, { [name]: callback[name] ? off : on }));
			element.setAttribute('aria-pressed', String(Boolean(callback[name])));
			element.title = meaning;
			return element;
		});
		const counts = [`${numbers.format(taken)} taken`, refused > 0 && `${numbers.format(refused)} refused`, pending > 0 && `${numbers.format(pending)} to come`];
		return make('li', '', null, make('div', '', null, make('span', '', provider), make('b', '', counts.filter(Boolean).join(', '))), make('code', '', url), make('div', 'switches', null, ...switches));
	}));
}

function show(event) {
	const { replace, messages, total, requests, repeated, byChannel, providers, editorUrl, callbacks } = JSON.parse(event.data);
	showMessages(messages, replace);
	showChannels(byChannel, total);
	showProviders(providers);
	showCallbacks(callbacks);
	for (const id of ['total', 'count']) at(id).textContent = numbers.format(total);
	at('requests').textContent = numbers.format(requests);
	at('repeated').textContent = numbers.format(repeated);
	at('repeated-box').classList.toggle('alarm', repeated > 0);
	at('editor').hidden = editorUrl === null;
	if (editorUrl !== null) at('editor').href = editorUrl;
	document.title = total > 0 ? `(${numbers.format(total)}) Inbox` : 'Inbox';
}

function showConnection(word) {
	at('live').textContent = word;
	at('live').classList.toggle('on', word === 'live');
}

/** The server filters, so a search also finds messages that are no longer on the page. */
function open() {
	stream?.close();
	stream = new EventSource(`/inbox/events?${new URLSearchParams({ channel, search: at('search').value.trim() })}`);
	stream.onmessage = show;
	stream.onopen = () => showConnection('live');
	stream.onerror = () => showConnection('offline');
}

at('reset').addEventListener('click', () => void command('POST', 'reset', {}));
at('search').addEventListener('input', () => {
	clearTimeout(openTimer);
	openTimer = setTimeout(open, 200);
});
open();
