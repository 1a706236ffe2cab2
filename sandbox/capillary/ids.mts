/** Ids given so far. */
let issued = 0;

/** 13 digits, as `nsAdminId` in the example of "Send message". */
export function issueId(): number {
	return 1_706_734_307_814 + (issued += 1);
}
