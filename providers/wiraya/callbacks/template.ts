import { KEYS } from './keys';

/** The template that the user gives to Wiraya, in each of its formats: our keys, and Wiraya's placeholders for them. */
const FILLED = KEYS.flatMap(({ name, placeholders: [first] }) => (first === undefined ? [] : [[name, `{${first}}`] as const]));

export const JSON_TEMPLATE = JSON.stringify(Object.fromEntries(FILLED), null, 2);

export const XML_TEMPLATE = ['<communication>', ...FILLED.map(([name, placeholder]) => `  <${name}>${placeholder}</${name}>`), '</communication>'].join('\n');

/** Follows the address. */
export const QUERY_TEMPLATE = `?${FILLED.map(([name, placeholder]) => `${name}=${placeholder}`).join('&')}`;
