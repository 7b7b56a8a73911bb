# Packer 1.7 and later; earlier ones have the builder built in and need this file deleted.
packer {
  required_plugins {
    qemu = {
      source  = "github.com/hashicorp/qemu"
      version = "= 1.1.0"
    }
  }
}
