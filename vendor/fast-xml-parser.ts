// Bundled: n8n's image does not hoist it, so a plain import would not load there.
export { XMLParser } from 'fast-xml-parser';
