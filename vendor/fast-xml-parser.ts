// Bundled, because n8n's image does not hoist it, so a plain import would not load there.
export { XMLBuilder, XMLParser } from 'fast-xml-parser';
