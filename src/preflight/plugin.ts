export class PreflightPlugin {}
