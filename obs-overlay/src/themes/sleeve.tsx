import { plate } from './plate.tsx';
export const sleeve = plate;
