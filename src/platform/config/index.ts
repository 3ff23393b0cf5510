export { type BootstrapConfig, Config, type DatabaseConfig, type LogLevel } from './config.js';
export { ConfigError, readConfig } from './read-config.js';
