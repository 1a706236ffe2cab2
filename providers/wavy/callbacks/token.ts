/** The name of the secret in the address; nothing of Wavy's own. */
export const TOKEN = 'token';
