/** The only event about a message. Source: the draft of its schema; see docs/capillary-notes.md. */
export const UNDELIVERED = 'communicationMessageUndelivered';

/**
 * Events by name; an organisation may have others. Their mixed case is the vendor's. Sources: the examples of "Add webhook", of "Consuming
 * event notifications" and of the pages on events.
 */
export const KNOWN_EVENTS: readonly string[] = [
	UNDELIVERED,
	'cardUpdated',
	'CouponIssue',
	'CouponRedeem',
	'customerAdded',
	'customerSubscription',
	'customerUpdated',
	'groupCreated',
	'groupMemberRemoved',
	'groupUpdated',
	'issuedPointsReversed',
	'loyaltyCustomerMerge',
	'partnerProgramDelinked',
	'partnerProgramLinked',
	'partnerProgramUpdated',
	'pointsContributionToGroup',
	'pointsExpired',
	'pointsExpiryChange',
	'pointsExpiryReminder',
	'pointsIssued',
	'pointsRedeemed',
	'pointsTransferredInitiated',
	'pointsTransferredReceived',
	'promisedToCurrentPointsConversion',
	'promotionCreated',
	'redeemedPointsReversed',
	'requestUpdated',
	'rewardCreated',
	'rewardIssued',
	'rewardUpdated',
	'singlePointsExpiryUpdated',
	'supplementaryMembershipExpiryReminder',
	'targetAchievedValueUpdated',
	'tierDowngraded',
	'tierDowngradeReminder',
	'tierRenewed',
	'tierUpgraded',
	'transactionAdded',
	'transactionUpdated',
];
