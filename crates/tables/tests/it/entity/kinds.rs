//! The other kinds of document, each in a small one of our own.

use super::{Reading, dump};
use insta::assert_snapshot;

/// The content of a document, and the findings about it.
fn read(text: &str) -> String {
    let reading = Reading::of("small.md", text);
    dump::dump(&reading.map, reading.document()) + &reading.diagnostics()
}

/// An entity type with something of everything.
const TRIP: &str = r"#Trip resource
##Overview

|  |  |
| :-- | :-- |
| _Resource type_ | `EntityType` |
| _Full name_ | `Example.Travel.Trip` |
| _Base types_ | `Example.Travel.Item` |
| _Versions_ | `beta`, `alpha` |
| _Operations_ | `GET` |
| _Query options_ | `$top`, `$filter` |

###Resource paths

```
	/<version>/trips/<Trip.id>
```

###Properties

| Name | Type | Versions | Nullable | Unicode | Writeable | Required to create | Default value | Comments |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- |
| `id` (_Key_) | `Edm.Guid` | `beta`, `alpha` | `false` | `n/a` | `false` | `false` |  |  |
| `name` | `Edm.String` | `alpha` | `true` | `true` | `true` | `true` | `away` | Shown in lists. |

###Navigation properties

| Name | Target type | Versions | Nullable | Operations | Comments |
| :-- | :-- | :-- | :-- | :-- | :-- |
| `stops` | `Collection(Example.Travel.Place)` | `beta` | `true` | `GET`, `POST` | In order. |

###Actions

| Name | Versions | Context | Input | Return type | Output path | Comments |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- |
| `share` | `beta` | Trip | `with` : `<Edm.String>`,<br/>`note` : `<Edm.String>` | `Example.Travel.Trip` | .../<Trip> | Once. |

###Operations

####Work with the Trip resource

####Update a Trip

####Required scopes

| Scope.Permission | Consent type | Applicable scenarios |
| :-- | :-- | :-- |
| `Trip.Write` | `User` | Own trips. |
| `Trip.Write.All` | `Admin` |  |
####Request

```
PUT /<version>/trips/<Trip.id> HTTP/1.1
Host : example.com
If-Match : '*'

{
	<Trip.property_1> : <value_1>,
	...,
	<Trip.property_n> : <value_n>
}
```

####Response

```
	200 OK

{
	'@odata.type': '#Example.Travel.Trip',
	'@odata.id': '/<Trip.id>',
	'name' : '<Edm.String>',
	 ...
}
```

####Access the Place collection via the Trip/stops relationship

#####Delete an item from the Trip/stops collection

#####Required scopes

| Scope.Permission | Consent type | Applicable scenarios |
| :-- | :-- | :-- |
#####Request

```
DELETE /<version>/trips/<Trip.id>/stops HTTP/1.1
Host : example.com
```

#####Response

```
	204 No content
```
";

#[test]
fn an_entity_type() {
    assert_snapshot!(read(TRIP), @r"
    entity type Example.Travel.Trip@7:18
      versions beta@9:17 alpha@9:25
      verbs GET@10:19
      query options $top@11:22 $filter@11:30
      path /<version>/trips/<Trip.id>@16:2
      base type Example.Travel.Item@8:19
    property id@23:4: Edm.Guid@23:19 key@23:8 nullable=false@23:50 writeable=false@23:68 required=false@23:78 in beta@23:32 alpha@23:40
    property name@24:4: Edm.String@24:13 nullable=true@24:38 unicode=true@24:47 writeable=true@24:56 required=true@24:65 in alpha@24:28
      default away@24:74
      description Shown in lists.@24:82
    navigation stops@30:4: Collection(Example.Travel.Place)@30:14 nullable=true@30:60 GET@30:69 POST@30:76 in beta@30:51
      description In order.@30:84
    action share@36:4 in beta@36:14
      on Trip@36:22
      input with@36:30: Edm.String@36:40
      input note@36:59: Edm.String@36:69
      output Example.Travel.Trip@36:85
      output path .../<Trip>@36:108
      description Once.@36:121
    operation PUT@53:1 /<version>/trips/<Trip.id>@53:5
      itself: Update a Trip@42:5
      scope Trip.Write@48:4 User@48:19
      scope Trip.Write.All@49:4 Admin@49:23
      headers Host, If-Match
      request Trip@58:3 ...
      status 200@67:2
      response Example.Travel.Trip@70:19 key id@71:23 name@72:3: Edm.String@72:13 ...
    operation DELETE@88:1 /<version>/trips/<Trip.id>/stops@88:8
      navigation stops: Delete an item from the Trip/stops collection@79:6
      contradicts the row at 30:1
      lacks the key of the item
      headers Host
      status 204@95:2
    hint Example.Travel.Trip@70:19 key id@71:23 name@72:3: Edm.String@72:13
    ");
}

#[test]
fn a_complex_type() {
    let text = r"#Place extended resource
##Overview

|  |  |
| :-- | :-- |
| _Resource type_ | `ComplexType` |
| _Namespace_ | `Example.Travel` |
| _Versions_ | `beta` |

###Properties

| Name | Type | Versions | Nullable | Unicode | Comments |
| :-- | :-- | :-- | :-- | :-- | :-- |
| `names` | `Collection(Collection(Edm.String))` | `beta` | `false` | `true` | One a language.<br/>See `language`. |
| `height` | `Edm.Double` | `beta` | `true` | `n/a` |  |

###Resource paths

```
	/<version>/trips/<Trip.id>/start
	/<version>/trips/<Trip.id>/end```

##Operations

###Get the Place extended resource

###Required scopes

| Scope.Permission | Consent type | Applicable scenarios |
| :-- | :-- | :-- |
###Request

```
GET /<version>/trips/<Trip.id>/start HTTP/1.1
Host : example.com
```

###Response

```
	200 OK

	...
```
";
    assert_snapshot!(read(text), @r"
    complex type Example.Travel.Place@1:2
      versions beta@8:17
      path /<version>/trips/<Trip.id>/start@20:2
      path /<version>/trips/<Trip.id>/end@21:2
    property names@14:4: Collection(Edm.String)@14:14 nullable=false@14:62 unicode=true@14:72 in beta@14:53
      description One a language.<br/>See `language`.@14:80
    property height@15:4: Edm.Double@15:15 nullable=true@15:39 in beta@15:30
    operation GET@34:1 /<version>/trips/<Trip.id>/start@34:5
      itself: Get the Place extended resource@25:4
      headers Host
      status 200@41:2
      response ...
    warning[nested-collection] 14:14: `Collection(Collection(Edm.String))` is a collection of collections, which the data model does not have
      help: write `Collection(Edm.String)`; it is read as that
    warning[glued-fence] 21:32: the end of a block of code is not on its own line
      help: put a line break before it; it is read as the end
    ");
}

#[test]
fn an_enumeration() {
    let text = r"#Season enumeration
##Overview

|  |  |
| :-- | :-- |
| _Resource type_ | `EnumType` |
| _Namespace_ | `Example.Travel` |
| _Versions_ | `beta` |

###Members

| Name | Value | Versions |
| :-- | :-- | :-- |
| `unknown` | `-1` | `beta` |
| `summer` | `0` | `beta`, `alpha` |
| `winter` | `one` | `alpha` |

##Operations

###Required scopes

###Request

###Response
";
    assert_snapshot!(read(text), @r"
    enumeration Example.Travel.Season@1:2
      versions beta@8:17
    member unknown@14:4 = -1@14:16
    member summer@15:4 = 0@15:15
    error[broken-cell] 16:15: `one` is not an integer
    ");
}

#[test]
fn an_entity_set() {
    let text = r"#trips resource
##Overview

|  |  |
| :-- | :-- |
| _Resource type_ | `EntitySet` |
| _Element type_ | `Example.Travel.Trip` |
| _Namespace_ | `Example.Travel` |
| _Versions_ | `beta` |
| _Operations_ | `GET`, `POST` |
| _Query options_ | `$top` |

##Operations

###Get the trips's members

###Request

```
	GET /<version>/trips HTTP/1.1
```

###Response

```
	200 OK

	{
		'value': [
		{
			'@odata.type': '#Example.Travel.Trip',
			'@odata.id': '/<Trip._undefined>',
			'days' : '<Edm.Int32>',
			 ...,
			'stops' : '<Collection(Example.Travel.Place)>'
		}
		]
	}
```

###Add a new member to the trips
###Required scopes
###Request
###Response
";
    assert_snapshot!(read(text), @r"
    entity set trips@1:2
      versions beta@9:17
      verbs GET@10:19 POST@10:26
      query options $top@11:22
      of Example.Travel.Trip@7:21
    operation GET@20:2 /<version>/trips@20:6
      itself: Get the trips's members@15:4
      status 200@26:2
      response collection of Example.Travel.Trip@31:21 days@33:5: Edm.Int32@33:15 stops@35:5: Collection(Example.Travel.Place)@35:16 ...
    hint Example.Travel.Trip@31:21 days@33:5: Edm.Int32@33:15 stops@35:5: Collection(Example.Travel.Place)@35:16
    warning[incomplete-operation] 41:4: `Add a new member to the trips` has no request; the operation is left out
    ");
}

#[test]
fn a_table_of_another_kind_of_document() {
    let text = r"#Season enumeration
##Overview

|  |  |
| :-- | :-- |
| _Resource type_ | `EnumType` |

###Properties

| Name | Type | Versions | Nullable |
| :-- | :-- | :-- | :-- |
| `length` | `Edm.Int32` | `beta` | `true` |
";
    assert_snapshot!(read(text), @r"
    enumeration Season@1:2
    error[missing-fact] 1:2: the overview has neither a full name nor a namespace; the name is taken from the title
    error[missing-section] 1:2: the document has no section `Members`
    error[misplaced-table] 10:1: there should be no table under `Properties` here
      help: its own heading is missing, renamed or in the wrong place
    ");
}
