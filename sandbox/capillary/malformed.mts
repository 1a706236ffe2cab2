/** The request is refused as a whole; the message is for the control API only. */
export class MalformedRequest extends Error {}
