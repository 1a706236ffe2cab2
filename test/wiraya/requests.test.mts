import { wiraya } from '../../providers/wiraya/provider.ts';
import { testExecuted } from '../operation-requests.mts';

testExecuted(wiraya, { baseUrl: 'https://api.example.com', apiKey: 'sandbox-api-key', accessToken: 'sandbox-token' }, [
	['enqueue', { contentType: 'SMSProject', to: '46701740605', projectId: 123 }, 'POST https://api.example.com/api/EnqueueCommunications'],
	['upsertContact', { contactId: '7', personal: { attribute: [{ name: 'givenName', value: 'Ann' }] } }, 'PUT https://api.example.com/api/Contact/7'],
	['addToCampaign', { contactId: '7', campaign: 'Spring' }, 'POST https://api.example.com/api/Contact/7/campaigns'],
	['sendEvent', { contactId: '7', name: 'Conversion' }, 'POST https://api.example.com/api/Contact/7/events'],
]);
