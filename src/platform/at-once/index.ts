export { when } from './when.js';
