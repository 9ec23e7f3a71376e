//! The other kinds of document, each in a small one of our own.

use crate::{Reading, dump};
use insta::assert_snapshot;

/// What a document says, and what is said about it.
fn read(text: &str) -> String {
    let reading = Reading::of("small.md", text);
    dump::dump(&reading.map, reading.document()) + &reading.diagnostics()
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
    warning[nested-collection] 14:14: `Collection(Collection(Edm.String))` is a collection of collections, of which the data model has none
      help: write `Collection(Edm.String)`; it is read as that
    warning[glued-fence] 21:32: the end of a block of code does not stand on a line of its own
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
    error[broken-cell] 16:15: `one` is not a whole number
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
    error[missing-fact] 1:2: the overview gives neither a full name nor a namespace; the name is that of the title
    error[missing-section] 1:2: the document has no section `Members`
    error[misplaced-table] 10:1: no table belongs under `Properties` here
      help: its own heading is missing, renamed or in the wrong place
    ");
}
