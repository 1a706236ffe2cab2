/** The one event that is of a message. Source: the draft of its schema; see docs/capillary.md. */
export const UNDELIVERED = 'communicationMessageUndelivered';

/**
 * Events by name; an organisation may have others. Their mixed case is the vendor's. Sources: the examples of "Add webhook" and of "Consuming
 * event notifications".
 */
export const KNOWN_EVENTS: readonly string[] = [
	UNDELIVERED,
	'CouponIssue',
	'CouponRedeem',
	'customerAdded',
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
	'redeemedPointsReversed',
	'rewardIssued',
	'rewardUpdated',
	'singlePointsExpiryUpdated',
	'supplementaryMembershipExpiryReminder',
	'tierDowngraded',
	'tierDowngradeReminder',
	'tierRenewed',
	'tierUpgraded',
	'transactionAdded',
	'transactionUpdated',
];
