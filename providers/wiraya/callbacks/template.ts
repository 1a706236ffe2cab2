import { KEYS } from './keys';

/** What the user hands to Wiraya, in each of its forms: our keys, and Wiraya's placeholders for them. */
const FILLED = KEYS.flatMap(({ name, placeholders: [first] }) => (first === undefined ? [] : [[name, `{${first}}`] as const]));

export const JSON_TEMPLATE = JSON.stringify(Object.fromEntries(FILLED), null, 2);

export const XML_TEMPLATE = ['<communication>', ...FILLED.map(([name, placeholder]) => `  <${name}>${placeholder}</${name}>`), '</communication>'].join('\n');

/** Behind the address. */
export const QUERY_TEMPLATE = `?${FILLED.map(([name, placeholder]) => `${name}=${placeholder}`).join('&')}`;
