/** Metadata of an Auto Scaling group whose instances start with ENI trunking on: the account setting itself is in no template. */
export const ENI_TRUNKING_METADATA = 'stowage:eniTrunking';
