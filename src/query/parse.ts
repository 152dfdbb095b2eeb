export interface QueryExpression { readonly text: string }
