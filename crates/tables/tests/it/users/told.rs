//! The findings about the Users document with its table.

use super::inputs::users;
use crate::case::check;
use insta::assert_snapshot;

#[test]
fn findings() {
    let all = check(&users());
    let (_, told) = all.split_once("\n---\n").unwrap_or_default();
    assert_snapshot!(told, @r"
    warning constant-column entities/User.md:38:58: the column `Unicode` is `false` in all 39 rows that have it, so it is ignored
    warning constant-column entities/User.md:38:68: the column `Writeable` is `true` in all 52 rows that have it, so it is ignored
    warning constant-column entities/User.md:38:77: the column `Required to create` is `true` in all 52 rows that have it, so it is ignored
    note row-renamed entities/User.md:1:2: 11 of 52 rows have another name by a fixup: `deletionTimestamp` is `deletedDateTime`, `dirSyncEnabled` is `onPremisesSyncEnabled`, `facsimileTelephoneNumber` is `faxNumber`, `immutableId` is `onPremisesImmutableId`, `lastDirSyncTime` is `onPremisesLastSyncDateTime`, `mobile` is `mobilePhone`, `objectId` is `id`, `physicalDeliveryOfficeName` is `officeLocation`, `sipProxyAddress` is `imAddresses`, `telephoneNumber` is `businessPhones`, `thumbnailPhoto` is `photo`
    note row-renamed entities/User.md:1:2: 10 of 52 rows have another name by the case of their first letter: `AboutMe` is `aboutMe`, `Birthday` is `birthday`, `HireDate` is `hireDate`, `Interests` is `interests`, `MySite` is `mySite`, `PastProjects` is `pastProjects`, `PreferredName` is `preferredName`, `Responsibilities` is `responsibilities`, `Schools` is `schools`, `Skills` is `skills`
    note partial-type entities/User.md:42:22: `Microsoft.Graph.AssignedPlan` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:74:25: `Microsoft.Graph.ProvisionedPlan` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:75:27: `Microsoft.Graph.ProvisioningError` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:98:27: `Microsoft.Graph.AppRoleAssignment` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:411:1: `POST /users/{userId}/appRoleAssignments` is left out: the row of `appRoleAssignments` allows `GET` alone
    warning suppressed-operation entities/User.md:464:1: `PUT /users/{userId}/appRoleAssignments/{appRoleAssignmentId}` is left out: the row of `appRoleAssignments` allows `GET` alone
    warning suppressed-operation entities/User.md:503:1: `PATCH /users/{userId}/appRoleAssignments/{appRoleAssignmentId}` is left out: the row of `appRoleAssignments` allows `GET` alone
    warning suppressed-operation entities/User.md:542:1: `DELETE /users/{userId}/appRoleAssignments/{appRoleAssignmentId}` is left out: the row of `appRoleAssignments` allows `GET` alone
    note partial-type entities/User.md:99:17: `Microsoft.Graph.Calendar` is described nowhere; samples show 3 of its fields
    note partial-type entities/User.md:100:23: `Microsoft.Graph.CalendarGroup` is described nowhere; samples show 3 of its fields
    note partial-type entities/User.md:102:21: `Microsoft.Graph.Event` is described nowhere; samples show 3 of its fields
    note partial-type fixups.toml:451:37: `Microsoft.Graph.Group` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:1474:1: `POST /users/{userId}/createdObjects` is left out: the row of `createdObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:1527:1: `PUT /users/{userId}/createdObjects/{directoryObjectId}` is left out: the row of `createdObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:1566:1: `PATCH /users/{userId}/createdObjects/{directoryObjectId}` is left out: the row of `createdObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:1605:1: `DELETE /users/{userId}/createdObjects/{directoryObjectId}` is left out: the row of `createdObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:1688:1: `POST /users/{userId}/directReports` is left out: the row of `directReports` allows `GET` alone
    warning suppressed-operation entities/User.md:1741:1: `PUT /users/{userId}/directReports/{directoryObjectId}` is left out: the row of `directReports` allows `GET` alone
    warning suppressed-operation entities/User.md:1780:1: `PATCH /users/{userId}/directReports/{directoryObjectId}` is left out: the row of `directReports` allows `GET` alone
    warning suppressed-operation entities/User.md:1819:1: `DELETE /users/{userId}/directReports/{directoryObjectId}` is left out: the row of `directReports` allows `GET` alone
    note partial-type entities/User.md:105:14: `Microsoft.Graph.drive` is described nowhere; samples show 2 of its fields
    note partial-type entities/User.md:107:14: `Microsoft.Graph.item` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:2740:1: `POST /users/{userId}/manager` is left out: the row of `manager` allows `GET` alone
    warning suppressed-operation entities/User.md:2787:1: `PUT /users/{userId}/manager` is left out: the row of `manager` allows `GET` alone
    warning suppressed-operation entities/User.md:2826:1: `PATCH /users/{userId}/manager` is left out: the row of `manager` allows `GET` alone
    warning suppressed-operation entities/User.md:2865:1: `DELETE /users/{userId}/manager` is left out: the row of `manager` allows `GET` alone
    warning suppressed-operation entities/User.md:2948:1: `POST /users/{userId}/memberOf` is left out: the row of `memberOf` allows `GET` alone
    warning suppressed-operation entities/User.md:3001:1: `PUT /users/{userId}/memberOf/{directoryObjectId}` is left out: the row of `memberOf` allows `GET` alone
    warning suppressed-operation entities/User.md:3040:1: `PATCH /users/{userId}/memberOf/{directoryObjectId}` is left out: the row of `memberOf` allows `GET` alone
    warning suppressed-operation entities/User.md:3079:1: `DELETE /users/{userId}/memberOf/{directoryObjectId}` is left out: the row of `memberOf` allows `GET` alone
    note partial-type entities/User.md:111:17: `Microsoft.Graph.Message` is described nowhere; samples show 3 of its fields
    note partial-type entities/User.md:112:31: `Microsoft.Graph.OAuth2PermissionGrant` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:3376:1: `POST /users/{userId}/oauth2PermissionGrants` is left out: the row of `oauth2PermissionGrants` allows `GET` alone
    warning suppressed-operation entities/User.md:3429:1: `PUT /users/{userId}/oauth2PermissionGrants/{oAuth2PermissionGrantId}` is left out: the row of `oauth2PermissionGrants` allows `GET` alone
    warning suppressed-operation entities/User.md:3468:1: `PATCH /users/{userId}/oauth2PermissionGrants/{oAuth2PermissionGrantId}` is left out: the row of `oauth2PermissionGrants` allows `GET` alone
    warning suppressed-operation entities/User.md:3507:1: `DELETE /users/{userId}/oauth2PermissionGrants/{oAuth2PermissionGrantId}` is left out: the row of `oauth2PermissionGrants` allows `GET` alone
    warning suppressed-operation entities/User.md:3590:1: `POST /users/{userId}/ownedDevices` is left out: the row of `ownedDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:3643:1: `PUT /users/{userId}/ownedDevices/{directoryObjectId}` is left out: the row of `ownedDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:3682:1: `PATCH /users/{userId}/ownedDevices/{directoryObjectId}` is left out: the row of `ownedDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:3721:1: `DELETE /users/{userId}/ownedDevices/{directoryObjectId}` is left out: the row of `ownedDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:3804:1: `POST /users/{userId}/ownedObjects` is left out: the row of `ownedObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:3857:1: `PUT /users/{userId}/ownedObjects/{directoryObjectId}` is left out: the row of `ownedObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:3896:1: `PATCH /users/{userId}/ownedObjects/{directoryObjectId}` is left out: the row of `ownedObjects` allows `GET` alone
    warning suppressed-operation entities/User.md:3935:1: `DELETE /users/{userId}/ownedObjects/{directoryObjectId}` is left out: the row of `ownedObjects` allows `GET` alone
    note partial-type entities/User.md:115:14: `Microsoft.Graph.Plan` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:4016:2: `POST /users/{userId}/plans` is left out: the row of `plans` allows `GET` alone
    warning suppressed-operation entities/User.md:4068:2: `PUT /users/{userId}/plans/{planId}` is left out: the row of `plans` allows `GET` alone
    warning suppressed-operation entities/User.md:4106:2: `PATCH /users/{userId}/plans/{planId}` is left out: the row of `plans` allows `GET` alone
    warning suppressed-operation entities/User.md:4144:2: `DELETE /users/{userId}/plans/{planId}` is left out: the row of `plans` allows `GET` alone
    warning suppressed-operation entities/User.md:4227:1: `POST /users/{userId}/registeredDevices` is left out: the row of `registeredDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:4280:1: `PUT /users/{userId}/registeredDevices/{directoryObjectId}` is left out: the row of `registeredDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:4319:1: `PATCH /users/{userId}/registeredDevices/{directoryObjectId}` is left out: the row of `registeredDevices` allows `GET` alone
    warning suppressed-operation entities/User.md:4358:1: `DELETE /users/{userId}/registeredDevices/{directoryObjectId}` is left out: the row of `registeredDevices` allows `GET` alone
    note partial-type entities/User.md:117:14: `Microsoft.Graph.Task` is described nowhere; samples show 3 of its fields
    warning suppressed-operation entities/User.md:4439:2: `POST /users/{userId}/tasks` is left out: the row of `tasks` allows `GET` alone
    warning suppressed-operation entities/User.md:4491:2: `PUT /users/{userId}/tasks/{taskId}` is left out: the row of `tasks` allows `GET` alone
    warning suppressed-operation entities/User.md:4529:2: `PATCH /users/{userId}/tasks/{taskId}` is left out: the row of `tasks` allows `GET` alone
    warning suppressed-operation entities/User.md:4567:2: `DELETE /users/{userId}/tasks/{taskId}` is left out: the row of `tasks` allows `GET` alone
    note partial-type entities/User.md:118:23: `Microsoft.Graph.File` is described nowhere; samples show 3 of its fields
    note partial-type entities/User.md:119:18: `Microsoft.Graph.Photo` is described nowhere; samples show 3 of its fields
    note partial-type entities/User.md:4624:16: `Microsoft.Graph.ImageFacet` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:3135:24: `Microsoft.Graph.Recipient` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:2291:20: `Microsoft.Graph.IdentitySet` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:1875:14: `Microsoft.Graph.DriveQuota` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:2505:21: `Microsoft.Graph.GroupAccessType` is described nowhere; samples show 0 of its fields
    note partial-type entities/User.md:1233:20: `Microsoft.Graph.Attendee` is described nowhere; samples show 0 of its fields
    note guessed 548: all documented errors are `ErrorResponse`, so it is taken as the shape of every error
    ");
}
