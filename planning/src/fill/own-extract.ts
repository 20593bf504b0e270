/** How the source of a number begins that was counted in the service's own extract. */
export const ownExtract = 'The service’s own extract';
