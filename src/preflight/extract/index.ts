export * from './model-to-json';
export * from './read-input';
export { readValuesFile } from './load/read-values-file';
