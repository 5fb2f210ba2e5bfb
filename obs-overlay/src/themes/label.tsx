import { plate } from './plate.tsx';
export const label = plate;
