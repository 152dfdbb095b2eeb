export * as preflight from './preflight';
