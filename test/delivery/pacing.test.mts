/** Pace and pauses in virtual time; nothing here waits. */
import { provePacing } from './pacing.mts';
import { toldCounterExample } from './report.mts';

test('requests per second and at once never above the setting; Retry-After never early, hardly late; 503 costs at most a tenth more', async () => {
	const { pace, pauses, extra, extraOfFew } = await provePacing({ count: 100 });
	expect(toldCounterExample('pacing', pace)).toBe('');
	expect(toldCounterExample('pacing', pauses)).toBe('');
	expect([pace.schedules, pauses.schedules]).toEqual([100, 100]);
	expect(pauses.requests).toBeGreaterThan(100);
	expect(extra).toBeGreaterThan(1);
	expect(extra).toBeLessThanOrEqual(1.1);
	expect(extraOfFew).toBe(3);
});
