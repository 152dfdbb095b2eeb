export { PreflightPlugin } from './plugin';
