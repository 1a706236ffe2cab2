import { messagePanel } from '../shared/form';
import { limits } from './limits';

export const panel = { ...messagePanel, limits };
