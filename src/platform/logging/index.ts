export { Log, type LogSink } from './log.js';
