export { rescue, when } from './when.js';
