import { identifier } from '../../../core/receive/content';
import { z } from '../../../vendor/zod';

const statusDetails = z
	.object({
		// The send answer says channelId, the status channel.
		channel: z.string().optional().catch(undefined),
		channelId: z.string().optional().catch(undefined),
		additionalInfo: z.record(z.unknown()).optional().catch(undefined),
		channelStatus: z.record(z.record(z.unknown()).catch({})).optional().catch(undefined),
		failureReason: z.string().optional().catch(undefined),
	})
	.catch({});

/** Source: reference page "/apispaces/{apiSpaceId}/messages/{messageId}" and the OpenAPI 1.3.1, `Message`. The schema checks only the values used here. */
export const reportedSchema = z.object({
	messageId: identifier.refine((given) => given !== '').optional(),
	status: z.string().min(1),
	statusDetails: statusDetails.optional(),
	to: z.record(z.unknown()).optional().catch(undefined),
	rules: z.array(z.string()).optional().catch(undefined),
	channelOptions: z.record(z.record(z.unknown()).catch({})).optional().catch(undefined),
	metadata: z.record(z.unknown()).optional().catch(undefined),
	sentOn: z.unknown(),
	_updatedOn: z.unknown(),
});

/** All names that we read: from a message, from its status, and from a channel's report. */
export const REPORTED_KEYS: readonly string[] = [...Object.keys(reportedSchema.shape), 'channel', 'channelId', 'additionalInfo', 'channelStatus', 'failureReason', 'phoneNumber', 'email', 'profileId', 'fbMessengerId', 'from', 'updatedOn'];

/** A message as the provider reports it. */
export type Reported = z.infer<typeof reportedSchema>;
