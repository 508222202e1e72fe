/** Where the pages of installing are. */
export const INSTALL = '/slack/install';
export const REDIRECT = '/slack/oauth_redirect';
