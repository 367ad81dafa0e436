// What the code says and the database mirrors: the list of permissions and the roles of the product. Run by every
// migration, so an upgrade brings both up to date. Knows no workspace.

import type postgres from "postgres";
import { permissionList, systemRoles } from "@/lib/auth/permissions";
import { builtInModel, builtInProvider } from "@/lib/shared/built-in-model";
import { newId } from "@/lib/shared/ids";

/** Writes the mirrored rows. `tx` carries the system marker. */
export async function seed(tx: postgres.TransactionSql): Promise<void> {
  await seedPermissions(tx);
  await seedRoles(tx);
  await seedBuiltInModel(tx);
}

/** The provider that follows fixed rules, so that graphs can be tried before a language model is connected. */
async function seedBuiltInModel(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    insert into model_providers (id, workspace_id, name, kind, status)
    values (${builtInProvider.id}, null, ${builtInProvider.name}, 'builtin', 'ready')
    on conflict do nothing`;
  await tx`
    insert into models (id, workspace_id, provider_id, name, display_name, model_id, capabilities, input_price, output_price)
    values (${builtInModel.id}, null, ${builtInProvider.id}, ${builtInModel.name}, ${builtInModel.displayName},
      ${builtInModel.modelId}, '{"streaming": true}'::jsonb, 0, 0)
    on conflict do nothing`;
}

async function seedPermissions(tx: postgres.TransactionSql): Promise<void> {
  const codes = permissionList.map(({ code }) => code);
  await tx`
    insert into permissions ${tx(permissionList.map(({ code, name, category }) => ({ code, name, category })))}
    on conflict (code) do update set name = excluded.name, category = excluded.category, is_active = true
    where (permissions.name, permissions.category, permissions.is_active)
      is distinct from (excluded.name, excluded.category, true)`;
  // A permission that the code dropped stays as a row, because roles of teams may still name it.
  await tx`update permissions set is_active = false where is_active and not (code = any(${codes}))`;
}

async function seedRoles(tx: postgres.TransactionSql): Promise<void> {
  for (const role of systemRoles) {
    const parent = role.parent;
    await tx`
      insert into roles (id, team_id, name, display_name, description, level, parent_role_id, permissions, is_system)
      values (${newId()}, null, ${role.name}, ${role.displayName}, ${role.description}, ${role.level},
        (select id from roles where team_id is null and name = ${parent}), ${[...role.permissions]}::text[], true)
      on conflict on constraint roles_name_key do update set
        display_name = excluded.display_name, description = excluded.description, level = excluded.level,
        parent_role_id = excluded.parent_role_id, permissions = excluded.permissions, updated_at = now()
      where (roles.display_name, roles.description, roles.level, roles.parent_role_id, roles.permissions)
        is distinct from (excluded.display_name, excluded.description, excluded.level, excluded.parent_role_id,
          excluded.permissions)`;
  }
}
