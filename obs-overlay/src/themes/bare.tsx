import { plate } from './plate.tsx';
export const bare = plate;
