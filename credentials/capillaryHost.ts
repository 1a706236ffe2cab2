import { choice, text } from '../n8n/editor/fields';
import { baseUrlFields } from './baseUrl';

/** The cluster, first in every Capillary credential. The vendor's lists contradict each other; this is the newest. See docs/capillary-notes.md. */
export const regionFields = [
	choice(
		'Region',
		'region',
		'eu.api.capillarytech.com',
		'Where your organisation lives; if the test fails, ask Capillary for your host and choose Other Host',
		[
			{ name: 'Europe', value: 'eu.api.capillarytech.com' },
			{ name: 'India and Asia', value: 'apac.api.intouch.capillarytech.com' },
			{ name: 'Other Host', value: 'other', description: 'Any host, such as another cluster of these regions' },
			{ name: 'South-East Asia', value: 'sea.api.capillarytech.com' },
			{ name: 'United States', value: 'ushc.api.capillarytech.com' },
		],
		{ noDataExpression: true },
	),
	text('Host', 'host', 'Name of the host alone, without https:// and path', {
		noDataExpression: true,
		required: true,
		placeholder: 'e.g. apac2.api.capillarytech.com',
		displayOptions: { show: { region: ['other'] } },
	}),
];

/** Last in every Capillary credential. */
export const addressFields = baseUrlFields({ default: '', description: "Only for another host than the region's" });
