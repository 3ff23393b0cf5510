export { VerifyModule } from './verify.module.js';
