export { ForwardModule } from './forward.module.js';
