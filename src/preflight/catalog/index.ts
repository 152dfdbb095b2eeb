export * from './eni-slots';
export * from './instance-requirements';
export * from './monthly-price';
export * from './overrides';
export * from './registered-gpus';
export { registeredMemory, type RegisteredMemory } from './registered-memory';
export * from '../../facts/instance-types';
