# Packer 1.7 and later; earlier ones have the builder built in and need this file deleted.
packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = "= 1.3.2"
    }
  }
}
