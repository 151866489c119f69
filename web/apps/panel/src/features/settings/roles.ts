/** Roles that staff can have, the highest first. */
export const ROLES = ["owner", "admin", "manager", "receptionist", "master"] as const;
export type StaffRole = (typeof ROLES)[number];
