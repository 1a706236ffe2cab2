/** What a marketer must see for each Content Type: the option's name in the list, the fields in their order, and n8n's marks. */
const before = ['Credential', 'Resource', 'Operation', 'Message From', 'Content Type', 'Recipient'];
const after = ['Client Message ID', 'Simplify', 'Options'];
const project = [...before, 'Project ID', 'Placeholders', 'Next Attempt', ...after];
const projectMarks = ['Recipient', 'Project ID'];

export const contentTypes = [
	{ value: 'VoiceProject', name: 'Voice Project', fields: project, marked: projectMarks },
	{ value: 'SMSProject', name: 'SMS Project', fields: project, marked: projectMarks },
	{ value: 'WhatsappProject', name: 'WhatsApp Project', fields: project, marked: projectMarks },
	{
		value: 'SMSFromAlpha',
		name: 'SMS From Alphanumeric Sender',
		fields: [...before, 'Sender', 'Text', ...after],
		marked: ['Recipient', 'Sender', 'Text'],
	},
];
