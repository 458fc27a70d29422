export { findFamilies } from './find-families.ts';
