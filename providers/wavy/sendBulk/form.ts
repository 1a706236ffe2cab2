import { smsPanel } from '../shared/form';
import { limits } from './limits';

export const panel = { ...smsPanel, limits };
