export { figuresOf, shareFigures } from './metrics-of-all.js';
export { superviseWorkers } from './primary.js';
