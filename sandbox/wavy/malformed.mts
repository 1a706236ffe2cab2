/** The request answers with 400; the message is for the control API only. */
export class MalformedRequest extends Error {}
