/**
 * The requests of the communication flow, written from the vendor's "Add contact to a Communication Flow" and "API Specification". Any attribute name
 * is allowed; names from the vendor's example must have its types.
 */
import { z } from 'zod';

/** "ISO 8601 in UTC with trailing Z, fraction optional". */
const isoUtc = z.string().datetime({ offset: false });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const personal = z
	.object({
		/** Digits with country code, no plus. */
		phoneNumber: z.string().regex(/^\d{7,15}$/),
		givenName: z.string(),
		surName: z.string(),
		title: z.string(),
		gender: z.string(),
		birthDate: z.string().date(),
	})
	.partial()
	.catchall(scalar);

const general = z
	.object({
		city: z.string(),
		county: z.string(),
		country: z.string(),
		postCode: z.string(),
		accountStatus: z.string(),
		timeOfRegistration: isoUtc,
		latestClientDetailUpdate: isoUtc,
		latestLogin: isoUtc,
		forgotPasswdTimes: z.number().int(),
		nrLogins: z.number().int(),
	})
	.partial()
	.catchall(scalar);

export const contactBody = z.object({ schema: z.literal(1), personal: personal.optional(), general: general.optional() }).strict();
export const campaignBody = z.object({ campaign: z.string().min(1), iteration: z.string().min(1).optional() }).strict();
export const eventBody = z.object({ name: z.string().min(1), at: isoUtc, schema: z.literal(1) }).strict();
