export { AppError, errorCatalogue, errorKind, type ErrorExtras, type ErrorKind, type FieldError } from './app-error.js';
export * from './request-errors.js';
