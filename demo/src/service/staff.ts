import type { Role } from '@throughcare/pathway';
import { stream } from '@throughcare/numerics';
import { namePools } from '../identity/names.ts';
import { serviceId } from './draws.ts';

/** Somebody who works for the made-up service. */
export interface Worker {
  readonly user: string;
  readonly name: string;
  /** In a domain that can never be reached (RFC 2606). */
  readonly email: string;
  readonly roles: readonly Role[];
}

export interface Staff {
  readonly all: readonly Worker[];
  readonly helpline: readonly Worker[];
  readonly practitioners: readonly Worker[];
  readonly programmeLeads: readonly Worker[];
  readonly safeguarding: readonly Worker[];
  readonly administrator: Worker;
  /** Of another body, who sends some of the people here. */
  readonly partner: Worker;
}

// Invented. The first of each role is whom the demonstration signs in as.
const named: Readonly<Record<Role, readonly string[]>> = {
  helpline_worker: ['Ode Larkspur', 'Pell Ostrander', 'Suri Wendle', 'Bryn Tallowick'],
  practitioner: [
    'Ines Vale',
    'Corin Thrale',
    'Maud Ferrowby',
    'Jory Quenlow',
    'Asha Brindlecombe',
    'Teodor Lisk',
  ],
  programme_lead: ['Hale Renwick', 'Nadia Orrelby'],
  safeguarding_lead: ['Wren Callowhay', 'Idris Marchbane'],
  analyst: ['Linnet Osgrove'],
  commissioner: ['Fenella Strand'],
  administrator: ['Rook Amberdane'],
  auditor: ['Silas Thornquist'],
  outside_partner: ['Greer Aldwick'],
};

/** By role, whom the demonstration signs in as. */
export function signsInAs(role: Role): string {
  return named[role][0];
}

const CLIENTS_A_PRACTITIONER = 70;
const PEOPLE_A_HELPLINE_WORKER = 105;

/** The staff of a service of so many people; more people, more practitioners and helpline workers. */
export function serviceStaff(seed: number, people: number): Staff {
  const random = stream(2018, 1);
  const extraName = (): string => {
    const pool = namePools[random.below(namePools.length)];
    const first = random.chance(0.5) ? pool.women : pool.men;
    return `${first[random.below(first.length)]} ${pool.surnames[random.below(pool.surnames.length)]}`;
  };
  const all: Worker[] = [];
  const ofRole = (role: Role, count: number): Worker[] =>
    Array.from({ length: count }, (_, k) => {
      const name = named[role][k] ?? extraName();
      const worker = {
        user: serviceId(seed, 'staff', all.length),
        name,
        email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}${named[role][k] ? '' : all.length}@service.example`,
        roles: [role],
      };
      all.push(worker);
      return worker;
    });
  const atLeast = (least: number, one: number): number => Math.max(least, Math.ceil(people / one));
  const practitioners = ofRole('practitioner', atLeast(6, CLIENTS_A_PRACTITIONER));
  const helpline = ofRole('helpline_worker', atLeast(4, PEOPLE_A_HELPLINE_WORKER));
  const programmeLeads = ofRole('programme_lead', 2);
  const safeguarding = ofRole('safeguarding_lead', 2);
  ofRole('analyst', 1);
  ofRole('commissioner', 1);
  const [administrator] = ofRole('administrator', 1);
  ofRole('auditor', 1);
  const [partner] = ofRole('outside_partner', 1);
  return { all, helpline, practitioners, programmeLeads, safeguarding, administrator, partner };
}
