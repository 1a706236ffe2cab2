import { z } from 'zod';
import { DELIVERY_STATUSES } from '../contract.mts';

const share = z.number().min(0).max(1);

/** How callbacks go out, and what goes wrong with them. */
const options = {
	/** false: nothing is sent, and reports are dropped. */
	on: z.boolean(),
	/** The statuses of a message, each `delayMs` after the one before. A status set by the control API wins. */
	course: z.array(z.enum(DELIVERY_STATUSES)).max(10),
	delayMs: z.number().min(0).max(600_000),
	/** Reports in one callback, if the provider puts several together. */
	batch: z.number().int().min(1).max(1000),
	/** Callbacks on their way at the same time. */
	concurrency: z.number().int().min(1).max(20),
	/** Shares of callbacks that are sent twice; sent after the next; or broken off half-way and sent again. */
	duplicates: share,
	outOfOrder: share,
	failed: share,
	/** Shares of callbacks before which somebody else sends one with a wrong proof, or with none. */
	forged: share,
	unsigned: share,
	/** The same seed treats the same callbacks in the same way. */
	seed: z.number().int(),
};

/** Callbacks only go to this machine. */
const loopback = z
	.string()
	.url()
	.refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && /^(127(\.\d+){3}|localhost|\[::1\])$/.test(new URL(url).hostname), 'only addresses of this machine: http://127.0.0.1…, http://localhost…');

export const callbackBody = z
	.object({
		provider: z.string().min(1),
		url: loopback,
		secret: z.string().default(''),
		user: z.string().default(''),
		settings: z.record(z.string()).default({}),
		on: options.on.default(true),
		course: options.course.default(['sent', 'delivered']),
		delayMs: options.delayMs.default(0),
		batch: options.batch.default(1),
		concurrency: options.concurrency.default(1),
		duplicates: share.default(0),
		outOfOrder: share.default(0),
		failed: share.default(0),
		forged: share.default(0),
		unsigned: share.default(0),
		seed: options.seed.default(1),
	})
	.strict();

/** The changeable settings of an existing address. */
export const callbackChange = z.object(options).partial().strict();

export type CallbackRule = z.infer<typeof callbackBody>;
export type CallbackOptions = Partial<z.input<typeof callbackBody>> & { provider: string; url: string };
export type CallbackChange = z.infer<typeof callbackChange>;

/** Whether the sandbox may call this address. */
export const isLoopback = (url: string): boolean => loopback.safeParse(url).success;
