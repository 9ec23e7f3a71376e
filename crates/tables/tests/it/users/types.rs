//! The types of the Users document, and those that its table adds.

use super::inputs::users;
use crate::case::check;
use insta::assert_snapshot;

/// The blocks of the model before its operations, from the one of a type to before the one of another. An
/// empty name stands for the beginning and the end.
fn types(from: &str, to: &str) -> String {
    let all = check(&users());
    let model = all.split("\n---\n").next().unwrap_or_default();
    let blocks: Vec<&str> = model
        .split("\n\n")
        .filter(|block| !block.starts_with("op "))
        .collect();
    let position = |ident: &str| {
        let head = format!("{ident} in ");
        let mut heads = blocks
            .iter()
            .map(|block| block.lines().next().unwrap_or_default());
        heads.position(|line| line.contains(&head))
    };
    let start = if from.is_empty() {
        Some(0)
    } else {
        position(from)
    };
    let end = if to.is_empty() {
        Some(blocks.len())
    } else {
        position(to)
    };
    let (start, end) = (
        start.expect("it begins somewhere"),
        end.expect("it ends somewhere"),
    );
    blocks[start..end].join("\n\n")
}

#[test]
fn the_head_and_what_a_user_is() {
    let types = types("", "User");
    assert_snapshot!(types, @r#"
    api test: "Microsoft Graph Users API", version "v1.0"
    version v1.0
    version beta, feature beta, base path "/beta"
    version alpha, feature alpha, base path "/alpha"
    server V1_0 https://graph.microsoft.com/v1.0, base path "/v1.0"
    server BETA https://graph.microsoft.com/beta, base path "/beta"
    scheme oauth2: oauth2 AuthorizationCode with 7 scopes, ClientCredentials with 4 scopes
    scope User.Read -> USER_READ: delegated, consent User
      User can read his or her own full profile.
    scope User.ReadWrite -> USER_READ_WRITE: delegated, consent User
    scope User.ReadBasic.All -> USER_READ_BASIC_ALL: delegated, consent User
      User can read some properties of all user's profiles.
    scope User.Read.All -> USER_READ_ALL: delegated, application, consent Admin
    scope User.ReadWrite.All -> USER_READ_WRITE_ALL: delegated, application, consent Admin
    scope Directory.Read.All -> DIRECTORY_READ_ALL: delegated, application
    scope Directory.ReadWrite.All -> DIRECTORY_READ_WRITE_ALL: delegated, application, consent Admin
    scope Calendar.Read -> CALENDAR_READ: in no flow, consent User
    scope Calendar.ReadWrite -> CALENDAR_READ_WRITE: in no flow, consent User
    scope Directory.AccessAsUser.All -> DIRECTORY_ACCESS_AS_USER_ALL: in no flow, consent Admin
      Access as user means ...
    security oauth2[User.Read] or oauth2[User.ReadWrite] or oauth2[User.ReadBasic.All] or oauth2[User.Read.All] or oauth2[User.ReadWrite.All]
    errors ErrorResponse, code /error/code, message /error/message
    tag "Users" -> Users in users
    tag "Users" -> UsersBeta in users_beta, version beta
    tag "Users" -> UsersAlpha in users_alpha, version alpha
    tag "directoryObjects" -> DirectoryObjectsBeta in directory_objects_beta, version beta
    "#);
}

#[test]
fn types_from_user() {
    let types = types("User", "UserUpdate");
    assert_snapshot!(types, @r#"
    struct User in user (USER): read
      id: UserId, optional, read only
      displayName -> display_name: String?, optional
      userPrincipalName -> user_principal_name: String?, optional
      mail: String? format email, optional
      givenName -> given_name: String?, optional
      surname: String?, optional
      jobTitle -> job_title: String?, optional
      department: String?, optional
      officeLocation -> office_location: String?, optional
      mobilePhone -> mobile_phone: String?, optional
      businessPhones -> business_phones: List<String>, optional
      accountEnabled -> account_enabled: Bool?, optional
      usageLocation -> usage_location: String?, optional
      preferredLanguage -> preferred_language: String?, optional
      createdDateTime -> created_date_time: DateTime, optional, read only
      lastPasswordChangeDateTime -> last_password_change_date_time: DateTime, optional, read only
      passwordPolicies -> password_policies: String?, optional
      userType -> user_type: UserType?, optional
      assignedLicenses -> assigned_licenses: List<AssignedLicense>, optional, read only
      onPremisesSyncEnabled -> on_premises_sync_enabled: Bool?, optional, read only
      onPremisesDistinguishedName -> on_premises_distinguished_name: String, optional, read only
      externalUserState -> external_user_state: String, optional, read only
      aboutMe -> about_me: String?, optional
      assignedPlans -> assigned_plans: List<AssignedPlan>, optional, read only
      birthday: DateTime, optional
      city: String?, optional
      country: String?, optional
      deletedDateTime -> deleted_date_time: DateTime?, optional, read only
      faxNumber -> fax_number: String?, optional
      hireDate -> hire_date: DateTime, optional
      onPremisesImmutableId -> on_premises_immutable_id: String?, optional
      interests: List<String>?, optional
      onPremisesLastSyncDateTime -> on_premises_last_sync_date_time: DateTime?, optional, read only
      mailNickname -> mail_nickname: String?, optional
      mySite -> my_site: String?, optional
      onPremisesSecurityIdentifier -> on_premises_security_identifier: String?, optional, read only
      otherMails -> other_mails: List<String>, optional
      pastProjects -> past_projects: List<String>?, optional
      postalCode -> postal_code: String?, optional
      preferredName -> preferred_name: String?, optional
      provisionedPlans -> provisioned_plans: List<ProvisionedPlan>, optional, read only
      proxyAddresses -> proxy_addresses: List<String>, optional, read only
      responsibilities: List<String>?, optional
      schools: List<String>?, optional
      imAddresses -> im_addresses: List<String>, optional, read only
      skills: List<String>?, optional
      state: String?, optional
      streetAddress -> street_address: String?, optional
      Alias -> alias: String?, optional, only alpha
      MailboxGuid -> mailbox_guid: Uuid?, optional, only alpha
      objectType -> object_type: String?, optional, only alpha
      PrincipalName -> principal_name: String?, optional, only alpha
      provisioningErrors -> provisioning_errors: List<ProvisioningError>, optional, only alpha
      Tags -> tags: List<String>?, optional, only alpha
      * -> additional: kept

    struct UserCreate in user_create (USER_CREATE): create
      accountEnabled -> account_enabled: Bool, required
      displayName -> display_name: String, required
      mailNickname -> mail_nickname: String pattern "^[!#-'*+.-9=?A-Z^-~-]{1,64}$", required
      userPrincipalName -> user_principal_name: String pattern "^[A-Za-z0-9'._!#^~-]+@[A-Za-z0-9.-]+$", required
      passwordProfile -> password_profile: PasswordProfile, required
      givenName -> given_name: String?, optional
      surname: String?, optional
      jobTitle -> job_title: String?, optional
      department: String?, optional
      usageLocation -> usage_location: String?, optional
      * -> additional: kept
    "#);
}

#[test]
fn types_from_user_update() {
    let types = types("UserUpdate", "ProvisioningError");
    assert_snapshot!(types, @r#"
    struct UserUpdate in user_update (USER_UPDATE): update
      displayName -> display_name: String?, optional, patch
      givenName -> given_name: String?, optional, patch
      surname: String?, optional, patch
      jobTitle -> job_title: String?, optional, patch
      department: String?, optional, patch
      officeLocation -> office_location: String?, optional, patch
      mobilePhone -> mobile_phone: String?, optional, patch
      preferredLanguage -> preferred_language: String?, optional, patch
      usageLocation -> usage_location: String?, optional, patch
      passwordProfile -> password_profile: PasswordProfile?, optional, patch
      accountEnabled -> account_enabled: Bool?, optional, patch
      businessPhones -> business_phones: List<String>, optional
      onPremisesImmutableId -> on_premises_immutable_id: String?, optional, patch
      otherMails -> other_mails: List<String>, optional
      userPrincipalName -> user_principal_name: String?, optional, patch
      * -> additional: kept

    struct PasswordProfile in password_profile (PASSWORD_PROFILE): create
      password: Secret, required, secret
      forceChangePasswordNextSignIn -> force_change_password_next_sign_in: Bool, default true, force_change_password_next_sign_in_or_default()
      forceChangePasswordNextSignInWithMfa -> force_change_password_next_sign_in_with_mfa: Bool, optional
      * -> additional: kept

    struct UserCollection in user_collection (USER_COLLECTION): read
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<User>, optional
      * -> additional: kept

    struct ErrorResponse in error_response (ERROR_RESPONSE): read
      error: ErrorResponseError, optional
      * -> additional: kept

    enum userType -> UserType in user (USER_TYPE): read, hashable
      "Member" -> Member
      "Guest" -> Guest
      * -> Unknown(String)

    struct assignedLicenses[] -> AssignedLicense in user (ASSIGNED_LICENSE): read create
      skuId -> sku_id: Uuid, optional
      disabledPlans -> disabled_plans: List<Uuid>, optional
      * -> additional: kept

    struct error -> ErrorResponseError in error_response (ERROR_RESPONSE_ERROR): read
      code: String, optional
      message: String, optional
      innerError -> inner_error: InnerError, optional
      details: List<ErrorResponseErrorDetail>, optional
      * -> additional: kept

    struct innerError -> InnerError in error_response (INNER_ERROR): read
      date: DateTime, optional
      request-id -> request_id: Uuid, optional
      client-request-id -> client_request_id: Uuid, optional
      * -> additional: kept

    struct details[] -> ErrorResponseErrorDetail in error_response (ERROR_RESPONSE_ERROR_DETAIL): read
      code: String, optional
      message: String, optional
      target: String, optional
      * -> additional: kept

    struct response -> ListUserMemberOfResponse in list_user_member_of_response (LIST_USER_MEMBER_OF_RESPONSE): read
      @odata.context -> odata_context: String, optional
      value: List<ListUserMemberOfResponseItem>, optional
      * -> additional: kept

    struct value[] -> ListUserMemberOfResponseItem in list_user_member_of_response (LIST_USER_MEMBER_OF_RESPONSE_ITEM): read
      id: String, optional
      displayName -> display_name: String, optional
      groupTypes -> group_types: List<String>, optional
      * -> additional: kept

    struct AssignedPlan in user (ASSIGNED_PLAN): read
      * -> additional: kept

    struct ProvisionedPlan in user (PROVISIONED_PLAN): read
      * -> additional: kept
    "#);
}

#[test]
fn types_from_provisioning_error() {
    let types = types("ProvisioningError", "ItemCollection");
    assert_snapshot!(types, @r##"
    struct ProvisioningError in provisioning_error (PROVISIONING_ERROR): read, only alpha
      * -> additional: kept

    newtype UserId in user (USER_ID): read create, hashable = String, often Uuid

    struct AppRoleAssignment in app_role_assignment (APP_ROLE_ASSIGNMENT): read, only beta alpha
      objectId -> object_id: String, optional
      creationTimestamp -> creation_timestamp: DateTime, optional
      resourceId -> resource_id: Uuid, optional
      * -> additional: kept

    struct AppRoleAssignmentCollection in app_role_assignment_collection (APP_ROLE_ASSIGNMENT_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<AppRoleAssignment>, optional
      * -> additional: kept

    struct Calendar in calendar (CALENDAR): read create update, only beta alpha
      id: String, optional
      changeKey -> change_key: String, optional
      name: String, optional
      * -> additional: kept

    struct CalendarGroup in calendar_group (CALENDAR_GROUP): read create update, only beta alpha
      id: String, optional
      changeKey -> change_key: String, optional
      name: String, optional
      * -> additional: kept

    struct CalendarGroupCollection in calendar_group_collection (CALENDAR_GROUP_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<CalendarGroup>, optional
      * -> additional: kept

    struct CalendarCollection in calendar_collection (CALENDAR_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Calendar>, optional
      * -> additional: kept

    struct Event in event (EVENT): read create update, only beta alpha
      id: String, optional
      attendees: List<Attendee>, optional
      webLink -> web_link: String, optional
      * -> additional: kept

    struct EventCollection in event_collection (EVENT_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Event>, optional
      * -> additional: kept

    struct Group in group (GROUP): read create update, only beta alpha
      objectId -> object_id: String, optional
      accessType -> access_type: GroupAccessType, optional
      unseenCount -> unseen_count: I32 format int32, optional
      * -> additional: kept

    union DirectoryObject in directory_object (DIRECTORY_OBJECT): read, only beta alpha
      by tag @odata.type: "#Microsoft.Graph.User" User, "#microsoft.graph.user" User, "#Microsoft.Graph.Group" Group, "#microsoft.graph.group" Group
      User: User
      Group: Group
      * -> Unknown

    struct DirectoryObjectCollection in directory_object_collection (DIRECTORY_OBJECT_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<DirectoryObject>, optional
      * -> additional: kept

    struct drive -> Drive in drive (DRIVE): read create update, only beta alpha
      id: String, optional
      quota: DriveQuota, optional
      * -> additional: kept

    struct item -> Item in item (ITEM): read create update, only beta alpha
      id: String, optional
      createdBy -> created_by: IdentitySet, optional
      webUrl -> web_url: String, optional
      * -> additional: kept
    "##);
}

#[test]
fn types_from_item_collection() {
    let types = types("ItemCollection", "PhotoCollection");
    assert_snapshot!(types, @r"
    struct itemCollection -> ItemCollection in item_collection (ITEM_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Item>, optional
      * -> additional: kept

    struct GroupCollection in group_collection (GROUP_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Group>, optional
      * -> additional: kept

    struct Message in message (MESSAGE): read create update, only beta alpha
      id: String, optional
      bccRecipients -> bcc_recipients: List<Recipient>, optional
      webLink -> web_link: String, optional
      * -> additional: kept

    struct MessageCollection in message_collection (MESSAGE_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Message>, optional
      * -> additional: kept

    struct OAuth2PermissionGrant in oauth2_permission_grant (OAUTH2_PERMISSION_GRANT): read, only beta alpha
      objectId -> object_id: String, optional
      clientId -> client_id: String, optional
      startTime -> start_time: DateTime, optional
      * -> additional: kept

    struct OAuth2PermissionGrantCollection in oauth2_permission_grant_collection (OAUTH2_PERMISSION_GRANT_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<OAuth2PermissionGrant>, optional
      * -> additional: kept

    struct Plan in plan (PLAN): read, only alpha
      id: String, optional
      activeTasks -> active_tasks: I32 format int32, optional
      version: String, optional
      * -> additional: kept

    struct PlanCollection in plan_collection (PLAN_COLLECTION): read, only alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Plan>, optional
      * -> additional: kept

    struct Task in task (TASK): read, only alpha
      id: String, optional
      assignedBy -> assigned_by: String, optional
      version: String, optional
      * -> additional: kept

    struct TaskCollection in task_collection (TASK_COLLECTION): read, only alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Task>, optional
      * -> additional: kept

    struct File in file (FILE): read create update, only beta alpha
      id: String, optional
      contentUrl -> content_url: String, optional
      image: ImageFacet, optional
      * -> additional: kept

    struct FileCollection in file_collection (FILE_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<File>, optional
      * -> additional: kept

    struct Photo in photo (PHOTO): read create update, only beta alpha
      id: String, optional
      height: I32 format int32, optional
      width: I32 format int32, optional
      * -> additional: kept
    ");
}

#[test]
fn types_from_photo_collection() {
    let types = types("PhotoCollection", "");
    assert_snapshot!(types, @r#"
    struct PhotoCollection in photo_collection (PHOTO_COLLECTION): read, only beta alpha
      @odata.context -> odata_context: String, optional
      @odata.nextLink -> odata_next_link: String, optional
      value: List<Photo>, optional
      * -> additional: kept

    struct body -> AssignLicenseBody in assign_license_body (ASSIGN_LICENSE_BODY): create, only beta alpha
      addLicenses -> add_licenses: List<AssignedLicense>, optional
      removeLicenses -> remove_licenses: List<Uuid>, optional
      * -> additional: kept

    struct body -> CheckMemberGroupsBody in check_member_groups_body (CHECK_MEMBER_GROUPS_BODY): create, only beta alpha
      groupIds -> group_ids: List<String>, optional
      * -> additional: kept

    struct response -> CheckMemberGroupsResponse in check_member_groups_response (CHECK_MEMBER_GROUPS_RESPONSE): read, only beta alpha
      value: List<String>, optional
      * -> additional: kept

    struct body -> GetMemberGroupsBody in get_member_groups_body (GET_MEMBER_GROUPS_BODY): create, only beta alpha
      securityEnabledOnly -> security_enabled_only: Bool, optional
      * -> additional: kept

    struct response -> GetMemberGroupsResponse in get_member_groups_response (GET_MEMBER_GROUPS_RESPONSE): read, only beta alpha
      value: List<String>, optional
      * -> additional: kept

    struct body -> GetMemberObjectsBody in get_member_objects_body (GET_MEMBER_OBJECTS_BODY): create, only beta alpha
      securityEnabledOnly -> security_enabled_only: Bool, optional
      * -> additional: kept

    struct response -> GetMemberObjectsResponse in get_member_objects_response (GET_MEMBER_OBJECTS_RESPONSE): read, only beta alpha
      value: List<String>, optional
      * -> additional: kept

    struct body -> SendMailBody in send_mail_body (SEND_MAIL_BODY): create, only beta alpha
      message: Message, optional
      saveToSentItems -> save_to_sent_items: Bool, optional
      * -> additional: kept

    struct ImageFacet in image_facet (IMAGE_FACET): read create, only beta alpha
      * -> additional: kept

    struct Recipient in recipient (RECIPIENT): read create, only beta alpha
      * -> additional: kept

    struct IdentitySet in identity_set (IDENTITY_SET): read create, only beta alpha
      * -> additional: kept

    struct DriveQuota in drive_quota (DRIVE_QUOTA): read create, only beta alpha
      * -> additional: kept

    struct GroupAccessType in group_access_type (GROUP_ACCESS_TYPE): read create, only beta alpha
      * -> additional: kept

    struct Attendee in attendee (ATTENDEE): read create, only beta alpha
      * -> additional: kept

    key UserKey in user_key (USER_KEY): create, hashable
      Id: UserId
      UserPrincipalName: String, with "@"
    "#);
}
